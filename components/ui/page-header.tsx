import type { ReactNode } from "react";
import { BackLink } from "./back-link";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title, e.g. a Badge. */
  badge?: ReactNode;
  /** Buttons on the right; below the title on a phone. */
  actions?: ReactNode;
  back?: { href: string; label: string };
  /** 2 on the tabs of a bot, whose name is the page's h1. */
  level?: 1 | 2;
}

/** The top of a page or tab: its title, a description and the page's actions. */
export function PageHeader({ title, description, badge, actions, back, level = 1 }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-2">
      {back && <BackLink {...back} />}
      <div className="flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between">
        <div className="grid min-w-0 gap-1">
          <div className="flex flex-wrap items-center gap-2.5">
            {level === 1 ? (
              <h1 className="text-22 font-semibold tracking-tight break-words">{title}</h1>
            ) : (
              <h2 className="text-16 font-semibold break-words">{title}</h2>
            )}
            {badge}
          </div>
          {description && (
            <div className="max-w-2xl text-14 leading-5.5 text-pretty text-muted-foreground">{description}</div>
          )}
        </div>
        {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
