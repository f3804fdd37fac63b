import { FlaskConical } from "lucide-react";
import type { ChannelView } from "@/components/channels/channel-view";

/** The test chat comes with every bot and has no settings. */
export const testView: ChannelView = {
  icon: FlaskConical,
  label: "Test chat",
  offer: "The chat beside the editor. Every bot has one.",
  summary: "Test chat: the draft answers",
  firstStep: "Write in the chat beside the editor. The conversation appears here.",
};
