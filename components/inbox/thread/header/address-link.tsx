"use client";

import type { ComponentProps, MouseEvent } from "react";
import { goTo } from "../../list/use-inbox-address";

/** A link within the inbox. A plain click changes only the address; any other click follows the link as usual. */
export function AddressLink({ href, onClick, children, ...props }: ComponentProps<"a"> & { href: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  }
  return (
    <a href={href} onClick={follow} {...props}>
      {children}
    </a>
  );
}
