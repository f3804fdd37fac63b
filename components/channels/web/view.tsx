import { Globe } from "lucide-react";
import { type ChannelView, pageOf } from "@/components/channels/channel-view";
import { WebChannelPage } from "./web-channel-page";

export const webView: ChannelView = {
  icon: Globe,
  label: "Website",
  offer: "A chat button on your website, and a page of its own with a link. Ready immediately.",
  summary: "Website widget and chat page",
  firstStep: "Open the chat by its link and write the first message yourself. The conversation appears here.",
  Page: pageOf("web", WebChannelPage),
};
