import { NavPills } from "@/components/ui/nav-pills";

interface ApiNavProps {
  botId: string;
  channelId: string;
  current: "settings" | "api";
}

/** The pages of a custom channel: its settings and its API guide. */
export function ApiNav({ botId, channelId, current }: ApiNavProps) {
  const base = `/bots/${botId}/channels/${channelId}`;
  const pages = [
    { href: base, label: "Settings", isCurrent: current === "settings" },
    { href: `${base}/api`, label: "API", isCurrent: current === "api" },
  ];
  return <NavPills label="Channel" pages={pages} />;
}
