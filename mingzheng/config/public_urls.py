"""The addresses of the public face (前台): all of them, without any that is staff's."""

from mingzheng.config import urls
from mingzheng.config.faces import without_staff

urlpatterns = list(without_staff(urls.urlpatterns))
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
