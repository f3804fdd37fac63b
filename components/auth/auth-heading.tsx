import Link from "next/link";

interface AuthHeadingProps {
  title: string;
  /** The question and link that lead to the other page. */
  question: string;
  link: { href: string; label: string };
}

/** The title of the sign-in or sign-up page, with a link to the other one. */
export function AuthHeading({ title, question, link }: AuthHeadingProps) {
  return (
    <div className="mb-7 grid gap-1.5">
      <h1 className="text-22 font-semibold tracking-tight">{title}</h1>
      <p className="text-14 text-muted-foreground">
        {question}{" "}
        <Link
          href={link.href}
          className="rounded-sm font-medium text-primary underline-offset-4 focus-ring hover:underline"
        >
          {link.label}
        </Link>
      </p>
    </div>
  );
}
