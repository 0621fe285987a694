// What is wider than its place: it scrolls, and says so where columns are out of sight.
import { useEffect, useRef, useState } from "preact/hooks";
import { useSay } from "./language.jsx";

export function Scroll({ label, children }) {
  const say = useSay();
  const place = useRef(null);
  const [hides, setHides] = useState(false);
  useEffect(() => {
    const here = place.current;
    const seen = new ResizeObserver(() => setHides(here.scrollWidth > here.clientWidth + 1));
    seen.observe(here);
    seen.observe(here.firstElementChild);
    return () => seen.disconnect();
  }, []);
  return (
    <>
      {hides && <p class="note more">{say("more-columns")}</p>}
      <div class="scroll" ref={place} tabIndex={0} role="region" aria-label={label}>{children}</div>
    </>
  );
}
