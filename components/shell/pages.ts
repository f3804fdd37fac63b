import {
  BellRing,
  BookOpenText,
  Bot,
  Cpu,
  Gift,
  Inbox,
  KeyRound,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  SquareTerminal,
  Table2,
  UserRound,
  Users,
  UsersRound,
  Vote,
  Webhook,
} from "lucide-react";
import { hasRole, type Role } from "@/server/roles";

interface ShellPage {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Other words by which people look for it. */
  keywords: string;
  /** It shows the customers of all bots, so members who are limited to some have no access. */
  isOfAllBots?: boolean;
  /** The lowest role that sees anything there; all do if it is missing. */
  atLeast?: Role;
}

/** The pages of the main navigation, in its sections. */
const pageSections: readonly { title: string | null; links: readonly ShellPage[] }[] = [
  {
    title: null,
    links: [
      { href: "/bots", label: "Bots", icon: Bot, keywords: "assistants home" },
      { href: "/inbox", label: "Inbox", icon: Inbox, keywords: "conversations chats messages customers" },
      {
        href: "/knowledge",
        label: "Knowledge",
        icon: BookOpenText,
        keywords: "base sources files sites questions faq",
      },
      { href: "/tables", label: "Tables", icon: Table2, keywords: "data rows sheets" },
      { href: "/raffles", label: "Raffles", icon: Gift, keywords: "prizes draw", isOfAllBots: true },
      { href: "/polls", label: "Polls", icon: Vote, keywords: "votes survey", isOfAllBots: true },
    ],
  },
  {
    title: "Settings",
    links: [
      { href: "/settings/models", label: "Models", icon: Cpu, keywords: "providers openai gateway transcription" },
      { href: "/settings/secrets", label: "Secrets", icon: KeyRound, keywords: "passwords tokens", atLeast: "editor" },
      {
        href: "/settings/api-keys",
        label: "API keys",
        icon: SquareTerminal,
        keywords: "events developer",
        atLeast: "admin",
      },
      { href: "/settings/inbox", label: "Inbox settings", icon: Users, keywords: "assignment members" },
      { href: "/settings/replies", label: "Saved replies", icon: MessageSquareText, keywords: "templates canned" },
      {
        href: "/settings/webhooks",
        label: "Webhooks",
        icon: Webhook,
        keywords: "events endpoints deliveries",
        isOfAllBots: true,
      },
      { href: "/settings/notifications", label: "Notifications", icon: BellRing, keywords: "e-mail alerts" },
      { href: "/settings/team", label: "Team", icon: UsersRound, keywords: "members invite roles workspace people" },
      {
        href: "/settings/audit",
        label: "Audit log",
        icon: ScrollText,
        keywords: "history changes who log",
        atLeast: "admin",
      },
      { href: "/settings/account", label: "Account", icon: UserRound, keywords: "password sign out profile" },
    ],
  },
];

/** What of the signed-in member decides which pages and commands are shown. */
export interface ShownTo {
  role: Role;
  /** Whether the member sees only some bots. */
  isLimited: boolean;
}

/** The sections with the pages to which the member has access. */
export function sectionsFor({ role, isLimited }: ShownTo): typeof pageSections {
  const isShown = ({ isOfAllBots = false, atLeast = "viewer" }: ShellPage) =>
    hasRole(role, atLeast) && !(isLimited && isOfAllBots);
  return pageSections.map(({ title, links }) => ({ title, links: links.filter(isShown) }));
}
