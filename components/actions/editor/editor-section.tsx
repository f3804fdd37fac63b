import { useId, type ReactNode } from "react";

interface EditorSectionProps {
  title: string;
  /** One sentence on what the section is for. */
  description?: ReactNode;
  children: ReactNode;
}

/** One titled section of the action form. */
export function EditorSection({ title, description, children }: EditorSectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid gap-4">
      <div className="grid gap-0.5">
        <h3 id={heading} className="text-16 font-semibold">
          {title}
        </h3>
        {description && <p className="max-w-2xl text-13 leading-5 text-muted-foreground">{description}</p>}
      </div>
      {children}
    </section>
  );
}
