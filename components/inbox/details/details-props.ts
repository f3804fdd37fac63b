import type { InboxConversation } from "../inbox-types";

/** The props of every section in the details pane. */
export interface DetailsProps {
  conversation: InboxConversation;
  canOperate: boolean;
}
