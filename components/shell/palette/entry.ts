import {
  BookOpenText,
  Bot,
  Gift,
  type LucideIcon,
  MessageCircle,
  PanelsTopLeft,
  Plus,
  RadioTower,
  Table2,
  Vote,
  Zap,
} from "lucide-react";
import { z } from "zod";
import { thingKinds } from "@/server/search/thing-kinds";

export const entryKind = z.enum([...thingKinds, "page", "command", "conversation"]);
type EntryKind = z.infer<typeof entryKind>;

/** Something that the command palette offers. */
export interface PaletteEntry {
  kind: EntryKind;
  name: string;
  /** Beside the name, in a muted colour: where it is, or the message that was found. */
  hint: string | null;
  /** Where it leads; null for one that asks for a bot first. */
  href: string | null;
}

export interface PaletteGroup {
  title: string;
  entries: readonly PaletteEntry[];
}

/** Identifies an entry within the list. */
export function keyOf(title: string, { href, name }: PaletteEntry): string {
  return `${title} ${href ?? name}`;
}

export const entryIcons: Record<EntryKind, LucideIcon> = {
  bot: Bot,
  action: Zap,
  table: Table2,
  channel: RadioTower,
  source: BookOpenText,
  raffle: Gift,
  poll: Vote,
  page: PanelsTopLeft,
  command: Plus,
  conversation: MessageCircle,
};
