import { NavPills } from "@/components/ui/nav-pills";

const tabs = [
  { href: "/knowledge", label: "Sources" },
  { href: "/knowledge/questions", label: "Direct questions" },
  { href: "/knowledge/unanswered", label: "Unanswered" },
  { href: "/knowledge/synonyms", label: "Synonyms" },
  { href: "/knowledge/test", label: "Test" },
] as const;

/** The pages of the knowledge base. */
export function KnowledgeTabs({ current }: { current: (typeof tabs)[number]["href"] }) {
  const pages = tabs.map((tab) => ({ ...tab, isCurrent: tab.href === current }));
  return <NavPills label="Knowledge base" pages={pages} className="mb-6" />;
}
