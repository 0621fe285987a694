import { render } from "preact";
import { readReport } from "./data/report.js";
import { Page } from "./page.jsx";

readReport().then((report) => {
  render(<Page report={report} />, document.getElementById("page"));
  // Drawings are made in the first frame after this.
  requestAnimationFrame(() => setTimeout(() => {
    performance.mark("ready");
    document.documentElement.dataset.ready = "true";
  }));
});
