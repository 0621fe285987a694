import { render } from "preact";
import { readReport } from "./data/report.js";
import { Page } from "./page.jsx";

render(<Page report={readReport()} />, document.getElementById("page"));
document.documentElement.dataset.ready = "true";
