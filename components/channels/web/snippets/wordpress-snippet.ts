interface WordPressOptions {
  server: string;
  channel: string;
  isIdentified: boolean;
}

/** A plugin of one file. The version is null, because WordPress would otherwise add its own to the address. */
export function wordPressPlugin({ server, channel, isIdentified }: WordPressOptions): string {
  const user = `
    // Without the secret, the chat works without knowing the user.
    if (is_user_logged_in() && defined('PARLEY_IDENTITY_SECRET')) {
        $id = (string) get_current_user_id();
        $user = ['id' => $id, 'hash' => hash_hmac('sha256', $id, PARLEY_IDENTITY_SECRET)];
        // JSON_HEX_TAG keeps a value from ending the script element.
        $json = wp_json_encode($user, JSON_HEX_TAG | JSON_HEX_AMP);
        $stub = "window.Parley = window.Parley || { queue: [], setUser: function (user) { this.queue.push(['setUser', [user]]); } };";
        wp_add_inline_script('parley-chat', "$stub\\nwindow.Parley.setUser($json);", 'before');
    }
`;
  return `<?php
/* Plugin Name: Parley chat */

add_action('wp_enqueue_scripts', function () {
    wp_enqueue_script('parley-chat', '${server}/widget.js?c=${channel}', [], null, ['strategy' => 'async', 'in_footer' => true]);
${isIdentified ? user.slice(1) : ""}});
`;
}
