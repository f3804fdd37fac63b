import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";

/**
 * Whether a page's dialog for something new is open: by its button, or because a link asked for it (`?new=bot`). Closing
 * it also takes the request out of the address.
 */
export function useAskedDialog(what: string): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const isAsked = useSearchParams().get("new") === what;
  const [isOpened, setOpened] = useState(false);
  const setOpen = useCallback(
    (isOpen: boolean) => {
      setOpened(isOpen);
      if (!isOpen && isAsked) window.history.replaceState(null, "", window.location.pathname);
    },
    [isAsked],
  );
  return [isOpened || isAsked, setOpen];
}
