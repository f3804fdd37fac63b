import { NavPills } from "@/components/ui/nav-pills";

/** What is beside each other on the Actions tab: the actions, and each call of them. */
export function ActionsNav({ botId, current }: { botId: string; current: "actions" | "runs" }) {
  const base = `/bots/${botId}/actions`;
  const pages = [
    { href: base, label: "All actions", isCurrent: current === "actions" },
    { href: `${base}/runs`, label: "Runs", isCurrent: current === "runs" },
  ];
  return <NavPills label="Actions" pages={pages} className="mb-6" />;
}
