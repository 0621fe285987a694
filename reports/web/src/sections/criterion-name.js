// How a criterion or a requirement is called: "p99(client_latency)" in words, if there are some.
export function criterionName(say, name) {
  return say.has(`criterion.${name}`) ? say(`criterion.${name}`) : name;
}
