import { NavPills } from "@/components/ui/nav-pills";

/** The pages about the API: its keys, and the guide to the events. */
export function ApiNav({ current }: { current: "keys" | "events" }) {
  const pages = [
    { href: "/settings/api-keys", label: "API keys", isCurrent: current === "keys" },
    { href: "/settings/api-keys/events", label: "Events API", isCurrent: current === "events" },
  ];
  return <NavPills label="API" pages={pages} className="mb-6" />;
}
