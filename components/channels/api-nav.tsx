import { NavPills } from "@/components/ui/nav-pills";

interface ApiNavProps {
  botId: string;
  channelId: string;
  current: "settings" | "api";
}

/** What is beside each other in a custom channel: its settings, and how to call it. */
export function ApiNav({ botId, channelId, current }: ApiNavProps) {
  const base = `/bots/${botId}/channels/${channelId}`;
  const pages = [
    { href: base, label: "Settings", isCurrent: current === "settings" },
    { href: `${base}/api`, label: "API", isCurrent: current === "api" },
  ];
  return <NavPills label="Channel" pages={pages} />;
}
