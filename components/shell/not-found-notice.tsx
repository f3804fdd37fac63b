import { StartNotice } from "./start-notice";

/** Says that an address leads to nothing, and where to go on. */
export function NotFoundNotice() {
  return (
    <StartNotice title="There is nothing at this address">
      The link may be old, or what it led to was deleted. Links to another workspace do not open here either.
    </StartNotice>
  );
}
