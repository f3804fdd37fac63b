/** The wait in a page that draws no frames, because it is hidden. */
const HIDDEN_MS = 100;

/** Calls a function when the next frame is drawn. @returns A function that prevents it. */
export function onNextFrame(run: () => void): () => void {
  if (typeof requestAnimationFrame === "undefined" || document.hidden) {
    const timer = setTimeout(run, HIDDEN_MS);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
