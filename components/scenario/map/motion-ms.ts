/** How long the map moves to another view, in milliseconds; 0 for people who do not want motion. */
export function motionMs(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300;
}
