import { NavPills } from "@/components/ui/nav-pills";

const tabs = [
  { href: "/knowledge", label: "Sources" },
  { href: "/knowledge/questions", label: "Direct questions" },
  { href: "/knowledge/unanswered", label: "Unanswered" },
  { href: "/knowledge/synonyms", label: "Synonyms" },
  { href: "/knowledge/test", label: "Test" },
] as const;

interface KnowledgeTabsProps {
  current: (typeof tabs)[number]["href"];
  /** A member who sees only some bots cannot open the unanswered questions, which are of all bots. */
  isLimited?: boolean;
}

/** The pages of the knowledge base. */
export function KnowledgeTabs({ current, isLimited = false }: KnowledgeTabsProps) {
  const shown = tabs.filter(({ href }) => !(isLimited && href === "/knowledge/unanswered"));
  const pages = shown.map((tab) => ({ ...tab, isCurrent: tab.href === current }));
  return <NavPills label="Knowledge base" pages={pages} className="mb-6" />;
}
