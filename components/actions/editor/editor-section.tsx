import { useId, type ReactNode } from "react";

interface EditorSectionProps {
  title: string;
  /** One sentence on what the section is for. */
  description?: ReactNode;
  /** Shown at the end of the title's row. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One titled section of the action form. */
export function EditorSection({ title, description, aside, children }: EditorSectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid gap-3">
      <div className="grid gap-0.5">
        <div className="flex items-center justify-between gap-3">
          <h3 id={heading} className="text-16 font-semibold">
            {title}
          </h3>
          {aside}
        </div>
        {description && <p className="max-w-2xl text-13 leading-5 text-muted-foreground">{description}</p>}
      </div>
      {children}
    </section>
  );
}
