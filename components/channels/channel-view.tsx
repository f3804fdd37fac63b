import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import type { Channel, ChannelKind, ChannelOf } from "./channel-types";

type ChannelScreen = ComponentType<{ channel: Channel }>;

interface PageProps<Kind extends ChannelKind> {
  channel: ChannelOf<Kind>;
  isPublished: boolean;
  /** The list of the channel's conversations. */
  conversations: ReactNode;
}
type ChannelPage = ComponentType<Omit<PageProps<ChannelKind>, "channel"> & { channel: Channel }>;

/** The texts and screens of one kind of channel. */
export interface ChannelView {
  icon: LucideIcon;
  /** The name in the dialog that adds a channel, also suggested as the new channel's name. */
  label: string;
  /** The description in that dialog. */
  offer: string;
  /** The description in the list of channels. */
  summary: string;
  /** How to get the first conversation. */
  firstStep: string;
  /** The forms for its settings, if it has any. */
  Settings?: ChannelScreen;
  /** Everything below the channel's name, in place of `Settings` and the conversations. */
  Page?: ChannelPage;
  /** The page at `…/api` that explains how to call the channel. */
  ApiPage?: ChannelScreen;
}

/**
 * Turns the screen of one kind of channel into a component that accepts any channel. It renders nothing for other
 * kinds.
 */
export function screenOf<Kind extends ChannelKind>(
  kind: Kind,
  Screen: ComponentType<{ channel: ChannelOf<Kind> }>,
): ChannelScreen {
  return function ScreenOfKind({ channel }) {
    return isOf(kind, channel) ? <Screen channel={channel} /> : null;
  };
}

/** The same for a whole page. */
export function pageOf<Kind extends ChannelKind>(kind: Kind, Page: ComponentType<PageProps<Kind>>): ChannelPage {
  return function PageOfKind({ channel, ...rest }) {
    return isOf(kind, channel) ? <Page channel={channel} {...rest} /> : null;
  };
}

function isOf<Kind extends ChannelKind>(kind: Kind, channel: Channel): channel is ChannelOf<Kind> {
  return channel.settings.kind === kind;
}
