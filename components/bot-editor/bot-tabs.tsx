"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { ScrollRow } from "@/components/ui/scroll-row";

/** The tabs of a bot, each with its own address. */
export function BotTabs({ botId }: { botId: string }) {
  const path = usePathname();
  const base = `/bots/${botId}`;
  const tabs = [
    { href: base, label: "Build", current: path === base },
    { href: `${base}/scenario`, label: "Scenario", current: path.startsWith(`${base}/scenario`) },
    { href: `${base}/settings`, label: "Behaviour", current: path.startsWith(`${base}/settings`) },
    { href: `${base}/actions`, label: "Actions", current: path.startsWith(`${base}/actions`) },
    { href: `${base}/languages`, label: "Languages", current: path.startsWith(`${base}/languages`) },
    { href: `${base}/channels`, label: "Channels", current: path.startsWith(`${base}/channels`) },
  ];
  return (
    <nav
      aria-label="Parts of the bot"
      className="z-30 h-10 bg-card page-x shadow-[inset_0_-1px_0_var(--border)] lg:sticky lg:top-(--bot-row)"
    >
      <ScrollRow className="gap-5">
        {tabs.map(({ href, label, current }) => (
          <Link
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "inline-flex h-10 items-center border-b-2 border-transparent text-14 font-medium whitespace-nowrap text-muted-foreground outline-2 -outline-offset-2 outline-transparent hover:text-foreground focus-visible:outline-ring",
              current && "border-foreground text-foreground",
            )}
          >
            {label}
          </Link>
        ))}
      </ScrollRow>
    </nav>
  );
}
