import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Channel, ChannelKind, ChannelOf } from "./channel-types";

type ChannelScreen = ComponentType<{ channel: Channel }>;

/** How the product shows one kind of channel. */
export interface ChannelView {
  icon: LucideIcon;
  /** Its name in the dialog that adds a channel, and the name that is suggested for a new one. */
  label: string;
  /** What it is, in that dialog. */
  offer: string;
  /** What it is, in the list of channels. */
  summary: string;
  /** How its first conversation comes about. */
  firstStep: string;
  /** The forms that change its settings. Absent: it has none. */
  Settings?: ChannelScreen;
  /** Stands below its newest conversations. */
  Aside?: ChannelScreen;
  /** A page of its own, at `…/api`, that explains how to call it. */
  ApiPage?: ChannelScreen;
}

/** A screen of one kind of channel as a component that takes any channel. It shows nothing for another kind's. */
export function screenOf<Kind extends ChannelKind>(
  kind: Kind,
  Screen: ComponentType<{ channel: ChannelOf<Kind> }>,
): ChannelScreen {
  return function ScreenOfKind({ channel }) {
    return isOf(kind, channel) ? <Screen channel={channel} /> : null;
  };
}

function isOf<Kind extends ChannelKind>(kind: Kind, channel: Channel): channel is ChannelOf<Kind> {
  return channel.settings.kind === kind;
}
