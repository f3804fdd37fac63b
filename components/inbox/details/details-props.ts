import type { InboxConversation } from "../inbox-types";

/** What the sections of the details get. */
export interface DetailsProps {
  conversation: InboxConversation;
  canOperate: boolean;
}
