"use client";

import { useMutation } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { themeInput, type Theme } from "@/server/accounts/profile/profile-input";

const themeName = themeInput.shape.theme.catch("system");

/** The theme of this browser, and a function that chooses another one for the account, on all devices. */
export function useAccountTheme(): { theme: Theme; choose: (theme: string) => void } {
  const trpc = useTRPC();
  const { theme, setTheme } = useTheme();
  const save = useMutation(trpc.accounts.setTheme.mutationOptions());
  function choose(name: string) {
    const chosen = themeName.parse(name);
    setTheme(chosen);
    save.mutate({ theme: chosen }, { onError: (error) => toast.error(`The theme is not saved. ${messageOf(error)}`) });
  }
  return { theme: themeName.parse(theme), choose };
}
