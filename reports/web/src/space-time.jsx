// The space-time diagram of a purchase: a lane per host, a row per event, time downwards. Rows are
// evenly spaced, for what matters is the order; a long pause is written, not drawn.
import { useMemo } from "preact/hooks";
import { useSay } from "./language.jsx";

const left = 92;
const top = 44;
const rowHeight = 24;
const gapHeight = 20;
const laneWidth = 118;

export function SpaceTime({ picture, label }) {
  const say = useSay();
  const { heights, bottom, lineAt } = useMemo(() => heightsOf(picture), [picture]);
  const { violation } = picture;
  const width = left + picture.lanes.length * laneWidth + 90;
  const x = (lane) => left + lane * laneWidth + laneWidth / 2;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <svg class="space-time" viewBox={`0 0 ${width} ${bottom + 8}`} width={width} height={bottom + 8} role="img" aria-label={`${label}. ${say("incidents.diagram")}. ${violation ? say.told(violation.what, violation.what_zh) : ""}`}>
        {picture.lanes.map((name, lane) => (
          <g key={name}>
            <line class="lane" x1={x(lane)} x2={x(lane)} y1={top - 16} y2={bottom} />
            <text class="host" x={x(lane)} y={top - 24}>{name === "customers" ? say("incidents.customers") : name}</text>
          </g>
        ))}
        {outages(picture, heights, bottom).map((one, i) => <rect key={i} class="down" x={x(one.lane) - 5} width="10" y={one.from} height={one.to - one.from} />)}
        {picture.rows.map((row, i) => (
          <g key={i}>
            {row.gap && <text class="gap" x="4" y={heights[i] - rowHeight / 2 - 4}>{say("incidents.later", { time: row.gap })}</text>}
            <text class="time" x={left - 8} y={heights[i] + 4}>{row.at}</text>
          </g>
        ))}
        {violation && (
          <g class="violation">
            <text class="time" x={left - 8} y={lineAt + 4}>{violation.at}</text>
            <line x1={left} x2={width - 8} y1={lineAt} y2={lineAt} />
            <text class="label" x={left + 8} y={lineAt - 4}>✗ {say.told(violation.what, violation.what_zh)}</text>
          </g>
        )}
        {picture.rows.map((row, i) => <Row key={i} row={row} label={say.told(row.label, row.label_zh)} y={heights[i]} from={row.sending === null ? heights[i] : heights[row.sending]} x={x} lost={say("incidents.lost")} />)}
      </svg>
      {picture.left_out > 0 && <p class="note">{say("incidents.rows-left-out", { count: picture.left_out })}</p>}
    </div>
  );
}

// The line of a violation has a row of its own, before the row that came next.
function heightsOf({ rows, violation }) {
  let y = top;
  let lineAt = null;
  const heights = rows.map((row, i) => {
    if (violation?.row === i) {
      lineAt = y;
      y += rowHeight;
    }
    if (row.gap) y += gapHeight;
    const here = y;
    y += rowHeight;
    return here;
  });
  if (violation && lineAt === null) {
    lineAt = y;
    y += rowHeight;
  }
  return { heights, bottom: y, lineAt };
}

// From each crash, or the beginning, to the restart, or to the end.
function outages({ lanes, rows, down_at_first: down }, heights, bottom) {
  const found = [];
  lanes.forEach((_, lane) => {
    let since = down[lane] ? top - 16 : null;
    rows.forEach((row, i) => {
      if (row.lane !== lane) return;
      if (row.mark === "crash" && since === null) since = heights[i];
      if (row.mark === "restart" && since !== null) {
        found.push({ lane, from: since, to: heights[i] });
        since = null;
      }
    });
    if (since !== null) found.push({ lane, from: since, to: bottom });
  });
  return found;
}

function Row({ row, label, y, from, x, lost }) {
  const kind = row.fault ? " fault" : "";
  switch (row.mark) {
    case "sending":
      return null; // its arrow is drawn where it arrives
    case "arrival":
      return <Arrow kind={kind} row={row} x1={x(row.from)} y1={from} x2={x(row.lane)} y2={y} label={label} />;
    case "loss": {
      const [a, b] = [x(row.lane), x(row.from)];
      const end = a + 0.7 * (b - a);
      return <g><Arrow kind={`${kind} lost`} row={row} x1={a} y1={from} x2={end} y2={y} label={`${label} ${lost}`} headless /><Cross x={end} y={y} /></g>;
    }
    case "crash":
      return <g><Cross x={x(row.lane)} y={y} /><Label x={x(row.lane) + 10} y={y} kind=" fault" text={label} /></g>;
    case "record":
      return <g><rect class="record" x={x(row.lane) - 5} y={y - 5} width="10" height="10" /><Label x={x(row.lane) + 10} y={y} kind={kind} text={label} /></g>;
    default:
      return <g><circle class="event" cx={x(row.lane)} cy={y} r="4.5" /><Label x={x(row.lane) + 10} y={y} kind={kind} text={label} /></g>;
  }
}

function Arrow({ kind, row, x1, y1, x2, y2, label, headless }) {
  const rightwards = x2 > x1;
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const wing = (turn) => `${x2 - 9 * Math.cos(angle + turn)} ${y2 - 9 * Math.sin(angle + turn)}`;
  return (
    <g class={`arrow${kind}`} tabIndex={0} role="img" aria-label={`${row.at}: ${label}`}>
      <path class={`message${row.answer ? " reply" : ""}`} d={`M${x1} ${y1} L${x2} ${y2}`} />
      {!headless && <path class="head" d={`M${x2} ${y2} L${wing(0.4)} L${wing(-0.4)}Z`} />}
      <text class="label" x={rightwards ? x2 - 12 : x2 + 12} y={y2 + (y1 === y2 ? -5 : 12)} text-anchor={rightwards ? "end" : "start"}>{label}</text>
    </g>
  );
}

const Cross = ({ x, y }) => <path class="cross" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} />;
const Label = ({ x, y, kind, text }) => <text class={`label${kind}`} x={x} y={y + 4}>{text}</text>;
