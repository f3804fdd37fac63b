import Link from "next/link";
import { cn } from "./cn";
import { ScrollRow } from "./scroll-row";

interface NavPillsProps {
  /** The common subject of the pages, for screen readers. */
  label: string;
  pages: readonly { href: string; label: string; isCurrent: boolean }[];
  className?: string;
}

/** Links to a few sibling pages, with the current one marked. */
export function NavPills({ label: name, pages, className }: NavPillsProps) {
  return (
    <nav aria-label={name} className={cn("w-fit max-w-full rounded-lg bg-secondary text-13 font-medium", className)}>
      <ScrollRow className="gap-1 p-1">
        {pages.map(({ href, label, isCurrent }) => (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "shrink-0 rounded-md px-3 py-1 whitespace-nowrap text-muted-foreground focus-ring hover:text-foreground",
              isCurrent && "bg-card text-foreground shadow-raised",
            )}
          >
            {label}
          </Link>
        ))}
      </ScrollRow>
    </nav>
  );
}
