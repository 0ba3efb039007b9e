# The shop as a one-file Rails application: rails_app.rb MODE PORT; its log is stdout. MODE:
#   dev     development, plain lines
#   tagged  production with config.log_tags = [:request_id], plain lines
#   prod    the same with Ruby's Logger::Formatter, which Rails' production.rb sets
mode, port = ARGV[0], ARGV[1].to_i
root = __dir__.delete_suffix('/app') # traces are cut to the lines below app/, and long when the application is not there
ENV['RAILS_ENV'] = mode == 'dev' ? 'development' : 'production'
require 'logger'
require 'json'
require 'rails'
require 'action_controller/railtie'
require 'rack/handler/webrick'
ROOT = root
ROUTES = JSON.parse(File.read(File.join(root, 'routes.json')))
$stdout.sync = true

class Shop < Rails::Application
  config.root = ROOT
  config.eager_load = false
  config.consider_all_requests_local = Rails.env.development?
  config.secret_key_base = 'x' * 40
  config.hosts.clear
  config.filter_parameters += [:token]
  config.log_level = Rails.env.development? ? :debug : :info
  logger = ActiveSupport::Logger.new($stdout)
  logger.formatter = ARGV[0] == 'prod' ? ::Logger::Formatter.new : ActiveSupport::Logger::SimpleFormatter.new
  config.logger = ActiveSupport::TaggedLogging.new(logger)
  config.log_tags = [:request_id] unless ARGV[0] == 'dev'
  routes.append do
    root to: 'orders#serve', via: :all
    match '*path', to: 'orders#serve', via: :all, format: false, constraints: ->(r) { r.path != '/nowhere' }
  end
end

class OrdersController < ActionController::Base
  def serve
    path = request.path
    sleep(ROUTES['waits'][path] || 0)
    raise 'the drawer is stuck' if path == '/boom' # unhandled
    status = ROUTES['answers'][path] || (path.start_with?('/orders/') ? 200 : 404)
    if path.start_with?('/orders/')
      status = { 'PUT' => 503, 'DELETE' => 403 }[request.request_method] || 200
      status = 500 if request.post? && path.end_with?('/pay')
    end
    return head(status) if ROUTES['bodiless'].include?(path)
    render plain: "answer #{status} of the shop\n", status: status
  end
end

Shop.initialize!
Rack::Handler::WEBrick.run(Shop, Host: '127.0.0.1', Port: port, AccessLog: [], Logger: WEBrick::Log.new(File::NULL))
