import { StartNotice } from "./start-notice";

/** Explains that an address does not exist, with a link to continue. */
export function NotFoundNotice() {
  return (
    <StartNotice title="Page not found">
      The link may be out of date, or the page was deleted. Links to another workspace don’t open here either.
    </StartNotice>
  );
}
