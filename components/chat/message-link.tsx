import type { ReactNode } from "react";

/** A link in a message. Web pages open in a new tab; phone, mail and messenger addresses open their app. */
export function MessageLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const target = href && !isWebAddress(href) ? {} : { target: "_blank", rel: "noopener noreferrer nofollow" };
  return (
    <a href={href} {...target} className="underline underline-offset-2">
      {children}
    </a>
  );
}

function isWebAddress(href: string): boolean {
  return !/^(?!https?:)[a-z][a-z\d+.-]*:/i.test(href);
}
