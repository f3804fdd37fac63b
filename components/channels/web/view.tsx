import { Globe } from "lucide-react";
import { type ChannelView, screenOf } from "@/components/channels/channel-view";
import { ChatPreview } from "./chat-preview";
import { WebChannelSettings } from "./web-channel-settings";

export const webView: ChannelView = {
  icon: Globe,
  label: "Chat page",
  offer: "A link, or a frame on your website. Ready immediately.",
  summary: "Chat page: a link or a frame",
  firstStep: "Open the link and write the first message yourself. The conversation appears here.",
  Settings: screenOf("web", ({ channel }) => <WebChannelSettings channel={channel} settings={channel.settings} />),
  Aside: screenOf("web", ({ channel }) => <ChatPreview channel={channel} settings={channel.settings} />),
};
