import Link from "next/link";
import { cn } from "./cn";

interface NavPillsProps {
  /** What the pages are parts of, for screen readers. */
  label: string;
  pages: readonly { href: string; label: string; isCurrent: boolean }[];
  className?: string;
}

/** Links to a few pages that lie beside each other, the one that is shown marked. */
export function NavPills({ label: name, pages, className }: NavPillsProps) {
  return (
    <nav
      aria-label={name}
      className={cn("flex w-fit gap-1 rounded-lg bg-secondary p-1 text-[13px] font-medium", className)}
    >
      {pages.map(({ href, label, isCurrent }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrent ? "page" : undefined}
          className={cn(
            "rounded-md px-3 py-1 text-muted-foreground focus-ring hover:text-foreground",
            isCurrent && "bg-card text-foreground shadow-raised",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
