import { render } from "preact";
import { readReport } from "./data/report.js";
import { Page } from "./page.jsx";
import "./style.css";

render(<Page report={readReport()} />, document.getElementById("page"));
document.documentElement.dataset.ready = "true";
