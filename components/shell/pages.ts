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

interface ShellPage {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Other words by which people look for it. */
  keywords: string;
}

/** The pages of the main navigation, in its sections. */
export const pageSections: readonly { title: string | null; links: readonly ShellPage[] }[] = [
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
      { href: "/raffles", label: "Raffles", icon: Gift, keywords: "prizes draw" },
      { href: "/polls", label: "Polls", icon: Vote, keywords: "votes survey" },
    ],
  },
  {
    title: "Settings",
    links: [
      { href: "/settings/models", label: "Models", icon: Cpu, keywords: "providers openai gateway transcription" },
      { href: "/settings/secrets", label: "Secrets", icon: KeyRound, keywords: "passwords tokens" },
      { href: "/settings/api-keys", label: "API keys", icon: SquareTerminal, keywords: "events developer" },
      { href: "/settings/inbox", label: "Inbox settings", icon: Users, keywords: "assignment members" },
      { href: "/settings/replies", label: "Saved replies", icon: MessageSquareText, keywords: "templates canned" },
      { href: "/settings/webhooks", label: "Webhooks", icon: Webhook, keywords: "events endpoints deliveries" },
      { href: "/settings/notifications", label: "Notifications", icon: BellRing, keywords: "e-mail alerts" },
      { href: "/settings/team", label: "Team", icon: UsersRound, keywords: "members invite roles workspace people" },
      { href: "/settings/audit", label: "Audit log", icon: ScrollText, keywords: "history changes who log" },
      { href: "/settings/account", label: "Account", icon: UserRound, keywords: "password sign out profile" },
    ],
  },
];
