#pragma once
// `motcua page-host`: the warm parent of page children, started by ocr::PageService and by nobody else.

namespace server {

int run_page_host_verb(int argc, char** argv);

}  // namespace server
