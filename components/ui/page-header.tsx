import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title, e.g. a Badge. */
  badge?: ReactNode;
  /** Buttons on the right; below the title on a phone. */
  actions?: ReactNode;
  back?: { href: string; label: string };
}

/** The top of a page: its only h1, a description and the page's actions. */
export function PageHeader({ title, description, badge, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-8 grid gap-3">
      {back && (
        <Link
          href={back.href}
          className="inline-flex w-fit items-center gap-1.5 rounded-sm text-14 text-muted-foreground focus-ring hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between">
        <div className="grid min-w-0 gap-1.5">
          <div className="flex flex-wrap items-center gap-2.5">
            <h1 className="text-22 font-semibold tracking-tight break-words">{title}</h1>
            {badge}
          </div>
          {description && <div className="max-w-2xl text-14 leading-6 text-muted-foreground">{description}</div>}
        </div>
        {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
