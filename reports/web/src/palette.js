// How a strategy looks, the same in every figure: a colour of Okabe and Ito (2008), a dash and a
// symbol, so that nobody needs the colour. `none` is the zero line and grey.
const colours = ["#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "currentColor", "#B5A400"];
const dashes = ["", "7 3", "2 3", "9 3 2 3", "12 3", "4 2", "1 3", "9 3 2 3 2 3"];
const symbols = ["circle", "square", "triangle", "diamond2", "star", "cross", "wye", "hexagon"];
const grey = "#808080";

export function looksOf(strategies) {
  const looks = new Map();
  let next = 0;
  for (const { name, protocol } of strategies) {
    if (looks.has(name)) continue; // at another point of a sweep
    if (protocol === "none") {
      looks.set(name, { colour: grey, dash: "1 2", symbol: "times" });
      continue;
    }
    const round = Math.floor(next / colours.length);
    looks.set(name, {
      colour: colours[next % colours.length],
      dash: dashes[(next + round) % dashes.length],
      symbol: symbols[(next + round) % symbols.length],
    });
    next += 1;
  }
  return looks;
}
