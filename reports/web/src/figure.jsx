// A figure as every section shows it: what it finds, in words; the drawing; and its numbers as a
// table for whoever does not see it.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSay } from "./language.jsx";

// `draw(width)` gives an SVG element. It is drawn anew when the room changes.
export function Drawing({ draw, label }) {
  const place = useRef(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    // Preact cleans up only after the frame in which the element is gone, and that is observed, too.
    const measure = () => place.current && setWidth(Math.max(320, Math.round(place.current.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (width === 0) return;
    const drawn = draw(width);
    const svg = drawn.tagName === "svg" ? drawn : drawn.querySelector("svg");
    // To a screen reader a drawing is one thing; its numbers are in the table.
    for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) {
      part.removeAttribute("aria-label");
      part.removeAttribute("aria-description");
    }
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
    place.current.replaceChildren(drawn);
  }, [draw, label, width]);
  return <div class="drawing" ref={place} />;
}

export function Figure({ id, title, finding, draw, legend, rows, columns, note, children }) {
  return (
    <figure id={id}>
      <figcaption>
        <strong class="what">{title}</strong>
        <span class="finding">{finding}</span>
      </figcaption>
      {legend}
      {draw && <Drawing draw={draw} label={`${title}. ${finding}`} />}
      {children}
      {note && <p class="note">{note}</p>}
      {rows && <Numbers rows={rows} columns={columns} label={title} />}
    </figure>
  );
}

// Made when somebody looks: all tables together would be most of the page.
function Numbers({ rows, columns, label }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("numbers")}</summary>
      {open && <Table rows={rows} columns={columns} label={label} />}
    </details>
  );
}

// `columns`: [key, heading, format?]; the first names the row. Long tables say what they leave out.
const rowsAtMost = 400;
export function Table({ rows, columns, label }) {
  const say = useSay();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead><tr>{columns.map(([key, heading]) => <th key={key} scope="col">{heading}</th>)}</tr></thead>
        <tbody>
          {rows.slice(0, rowsAtMost).map((row, i) => (
            <tr key={i}>
              {columns.map(([key, , format], column) => {
                const text = format ? format(row[key], row) : row[key];
                return column === 0 ? <th key={key} scope="row">{text}</th> : <td key={key}>{text}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > rowsAtMost && <p class="note">{say("rows-left-out", { shown: rowsAtMost, all: rows.length })}</p>}
    </div>
  );
}

// What each strategy looks like; pressed ones are drawn.
export function Legend({ study, shown, toggle }) {
  const say = useSay();
  return (
    <div class="legend" role="group" aria-label={say("legend")}>
      {study.point.strategies.map(({ name }) => (
        toggle ? (
          <button key={name} type="button" aria-pressed={shown.has(name)} onClick={() => toggle(name)}>
            <Swatch look={study.looks.get(name)} />{name}
          </button>
        ) : <span key={name}><Swatch look={study.looks.get(name)} />{name}</span>
      ))}
    </div>
  );
}

export function Swatch({ look }) {
  return (
    <svg class="swatch" width="34" height="14" aria-hidden="true">
      <line x1="1" x2="33" y1="7" y2="7" stroke={look.colour} stroke-width="2.5" stroke-dasharray={look.dash} />
      <Symbol look={look} x={17} y={7} />
    </svg>
  );
}

const shapes = {
  circle: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
  square: "M-3.6 -3.6h7.2v7.2h-7.2z",
  triangle: "M0 -4.6L4.4 3.4H-4.4z",
  diamond2: "M0 -4.8L4.8 0L0 4.8L-4.8 0z",
  star: "M0 -5L1.5 -1.6L5 -1.6L2.3 0.7L3.2 4.2L0 2.2L-3.2 4.2L-2.3 0.7L-5 -1.6L-1.5 -1.6z",
  cross: "M-1.5 -4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
  wye: "M-1.3 4.5v-4l-3.4 -2l1.3 -2.2l3.4 2l3.4 -2l1.3 2.2l-3.4 2v4z",
  hexagon: "M0 -4.6L4 -2.3V2.3L0 4.6L-4 2.3V-2.3z",
  times: "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5",
};
export function Symbol({ look, x, y }) {
  const open = look.symbol === "times";
  return (
    <path d={shapes[look.symbol]} transform={`translate(${x},${y})`} fill={open ? "none" : look.colour}
      stroke={open ? look.colour : "var(--paper)"} stroke-width={open ? 2 : 1} />
  );
}

// Which strategies are shown: all, until somebody takes one away.
export function useShown(study) {
  const [hidden, setHidden] = useState(() => new Set());
  const names = study.point.strategies.map((one) => one.name);
  const toggle = (name) => setHidden((before) => {
    const after = new Set(before);
    if (!after.delete(name)) after.add(name);
    return after;
  });
  return [new Set(names.filter((name) => !hidden.has(name))), toggle];
}
