"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { InboxWaiting } from "@/components/inbox/live/inbox-waiting";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { useScrollBox } from "@/components/ui/use-scroll-box";
import { sectionsFor, type ShownTo } from "./pages";

interface NavigationProps {
  member: ShownTo;
  /** Shows only the icons, with the names as tooltips. */
  isFolded: boolean;
  /** Called when a link is followed, to close the sheet on phones. */
  onNavigate?: () => void;
}

/** The main navigation, with the current page marked. It scrolls in a low window. */
export function Navigation({ member, isFolded, onNavigate }: NavigationProps) {
  const pathname = usePathname();
  const box = useScrollBox<HTMLElement>();
  return (
    <nav
      ref={box}
      aria-label="Main"
      className={cn("-m-1 grid min-h-0 flex-1 content-start overflow-y-auto p-1 fade-y", isFolded ? "gap-2" : "gap-5")}
    >
      {sectionsFor(member).map((section) => (
        <div key={section.links[0]?.href} className="grid gap-0.5">
          {section.title && !isFolded && (
            <p className="px-2.5 pb-1 text-12 font-medium text-muted-foreground">{section.title}</p>
          )}
          {section.title && isFolded && <span aria-hidden className="mx-2 mb-1.5 border-t" />}
          {section.links.map(({ href, label, icon: Icon }) => {
            const isCurrent = pathname === href || pathname.startsWith(`${href}/`);
            const link = (
              <Link
                key={href}
                href={href}
                onClick={onNavigate}
                aria-current={isCurrent ? "page" : undefined}
                className={cn(
                  "relative flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-14 text-muted-foreground focus-ring transition-colors hover:bg-accent hover:text-foreground",
                  isCurrent && "bg-secondary font-medium text-foreground",
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                <span className={isFolded ? "sr-only" : "truncate"}>{label}</span>
                {href === "/inbox" && (
                  <span className={isFolded ? "absolute top-0 left-4.5" : "ml-auto"}>
                    <InboxWaiting />
                  </span>
                )}
              </Link>
            );
            if (!isFolded) return link;
            return (
              <Tooltip key={href} content={label} side="right">
                {link}
              </Tooltip>
            );
          })}
        </div>
      ))}
    </nav>
  );
}
