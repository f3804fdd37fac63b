import { NavPills } from "@/components/ui/nav-pills";

export const WEBHOOKS_PATH = "/settings/webhooks";

const pages = [
  { href: WEBHOOKS_PATH, label: "Endpoints" },
  { href: `${WEBHOOKS_PATH}/deliveries`, label: "Deliveries" },
  { href: `${WEBHOOKS_PATH}/events`, label: "Events" },
  { href: `${WEBHOOKS_PATH}/verify`, label: "Verify" },
];

/** Links to the pages about event webhooks. */
export function WebhookPages({ current }: { current: string }) {
  const links = pages.map((page) => ({ ...page, isCurrent: page.href === current }));
  return <NavPills label="Webhooks" pages={links} className="mb-6" />;
}
