import { NavPills } from "@/components/ui/nav-pills";

/** The pages of the Actions tab: the actions, and the history of their runs. */
export function ActionsNav({ botId, current }: { botId: string; current: "actions" | "runs" }) {
  const base = `/bots/${botId}/actions`;
  const pages = [
    { href: base, label: "All actions", isCurrent: current === "actions" },
    { href: `${base}/runs`, label: "Runs", isCurrent: current === "runs" },
  ];
  return <NavPills label="Actions" pages={pages} className="mb-4" />;
}
