"use client";

import type { ComponentProps, MouseEvent } from "react";
import { goTo } from "../list/use-inbox-address";

/** A link within the inbox: a plain click changes the address alone, any other does what links do. */
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
