// What the page was given, also where it is packed.
export const reportOf = (page) => page.evaluate(async () => {
  const { dataset, textContent } = document.getElementById("report");
  if (dataset.packed !== "gzip") return JSON.parse(textContent);
  const bytes = Uint8Array.from(atob(textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
});
