import { StartNotice } from "./start-notice";

/** Explains that the user has no access to the workspace, and how to get it. */
export function ForbiddenNotice() {
  return (
    <StartNotice title="You do not belong to this workspace">
      Ask an owner or an admin of the workspace to add you, or sign in with another account.
    </StartNotice>
  );
}
