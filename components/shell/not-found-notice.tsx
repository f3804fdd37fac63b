import { StartNotice } from "./start-notice";

/** Explains that an address does not exist, with a link to continue. */
export function NotFoundNotice() {
  return (
    <StartNotice title="Page not found">
      The link may be out of date, the page was deleted, or it is in a workspace that you do not belong to.
    </StartNotice>
  );
}
