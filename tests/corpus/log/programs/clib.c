/* The depot's business through GLib's g_log and through log4c. usage: clib glib|log4c */
#define G_LOG_DOMAIN "Depot"
#include <glib.h>
#include <log4c.h>
#include <string.h>

int main(int argc, char **argv) {
    (void)argc;
    if (!strcmp(argv[1], "glib")) {
        g_setenv("G_MESSAGES_DEBUG", "all", TRUE);
        g_set_prgname("depot");
        g_info("depot opens, 0 errors carried over");
        g_critical("shelf %d is empty", 7);
        g_warning("shelf 12 is low, CRITICAL soon");
        g_message("error: none");
        g_debug("** ERROR **: is how GLib dies");
        g_critical("depot_shelf_pick: assertion 'shelf != NULL' failed");
        g_message("depot closes");
        return 0;
    }
    log4c_init();
    log4c_category_t *c = log4c_category_get("depot.stock");
    log4c_appender_t *a = log4c_appender_get("stdout");
    log4c_appender_set_layout(a, log4c_layout_get("dated"));
    log4c_category_set_appender(c, a);
    log4c_category_set_priority(c, LOG4C_PRIORITY_DEBUG);
    log4c_category_info(c, "depot opens, 0 errors carried over");
    log4c_category_error(c, "shelf %d is empty", 7);
    log4c_category_warn(c, "shelf 12 is low, ERROR soon");
    log4c_category_info(c, "ERROR    depot.stock - is a header");
    log4c_category_crit(c, "cold room too warm");
    log4c_category_log(c, LOG4C_PRIORITY_ALERT, "door is open");
    log4c_category_fatal(c, "fire in hall 2");
    log4c_category_info(c, "depot closes");
    log4c_fini();
    return 0;
}
