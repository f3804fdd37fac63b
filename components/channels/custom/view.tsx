import { Radio } from "lucide-react";
import { type ChannelView, screenOf } from "@/components/channels/channel-view";
import { ApiGuide } from "./api-guide";
import { CustomChannelSettings } from "./custom-channel-settings";

export const customView: ChannelView = {
  icon: Radio,
  label: "Custom channel",
  offer: "Your own messenger: messages in by an API, answers out by a webhook.",
  summary: "Custom channel: an API and a webhook",
  firstStep: "Send a message with the command beside this: the conversation appears here.",
  Settings: screenOf(
    "custom",
    ({ channel }) =>
      channel.api && <CustomChannelSettings channel={channel} settings={channel.settings} api={channel.api} />,
  ),
  ApiPage: screenOf(
    "custom",
    ({ channel }) => channel.api && <ApiGuide channel={channel} settings={channel.settings} api={channel.api} />,
  ),
};
