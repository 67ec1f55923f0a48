"""The core's cast: a clerk, a reviewer, papers that stand in a flow."""

from mingzheng.core.tests.conftest import clerk, papers, reviewer

__all__ = ["clerk", "papers", "reviewer"]
