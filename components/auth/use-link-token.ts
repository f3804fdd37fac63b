"use client";

import { useEffect, useState } from "react";

/**
 * The token of the link that opened the page, from the address's fragment; undefined until it is read, null without
 * one. It is removed from the address, so that it is neither in the history nor in a copied address.
 * @param keptAs The name under which the tab keeps it while the user signs in, which loses the fragment.
 */
export function useLinkToken(keptAs?: string): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const read = () => {
      const fragment = window.location.hash.slice(1);
      if (keptAs && fragment) sessionStorage.setItem(keptAs, fragment);
      const kept = keptAs ? sessionStorage.getItem(keptAs) : null;
      setToken((known) => fragment || known || kept);
      if (fragment) window.history.replaceState(window.history.state, "", window.location.pathname);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, [keptAs]);
  return token;
}
