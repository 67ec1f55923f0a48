"""Who acts without being a person of the roster: the server's command line, a visitor."""

from mingzheng.core.access import SystemActor
from mingzheng.posts.deeds import DEEDS


class CommandLine(SystemActor):
    """Whoever runs commands on the server (服务器命令): may do every deed everywhere.

    Founds a county, where nobody yet could grant anything, and repairs it when every
    administrator is locked out. Its events say that it was the command line.
    """

    actor_id, actor_name = "command-line", "服务器命令"
    organisation_name = "服务器"


COMMAND_LINE = CommandLine(DEEDS)


class Visitor(SystemActor):
    """Somebody not signed in (未登录): the actor of a failed sign-in; may do nothing."""

    actor_id, actor_name = "visitor", "未登录的访问者"
    organisation_name = ""


VISITOR = Visitor()
